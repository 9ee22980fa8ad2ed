/** Keys of a request body that bring in input which is not in it. */
const elsewhere = ['previous_response_id', 'conversation', 'cachedContent', 'cached_content', 'file_ids', 'documents'];

/** What costs tokens by its pixels, seconds or pages, and not by its bytes. */
const media =
  /"(image_url|input_image|inline_?data|file_?data|input_audio|video_url|input_video|input_file|file_id)"|"type":"(image|audio|video|file|document)"/i;

/**
 * The part of the body (`LLM_EXTRA_BODY`) whose tokens are not bounded by the bytes that are sent; undefined where there
 * is none.
 */
export function unboundedBy(extraBody: Record<string, unknown> = {}): string | undefined {
  const key = elsewhere.find((name) => extraBody[name] !== undefined && extraBody[name] !== null);
  return key ?? media.exec(JSON.stringify(extraBody))?.[0];
}
