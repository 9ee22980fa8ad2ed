/** A refusal is short; a long answer that is sorry about something is an answer. */
const longestCharacters = 400;

/** Whether an answer says that it will not answer. English only: other languages are not recognised. */
export function isRefusal(text: string): boolean {
  if (text.length > longestCharacters) return false;
  const words = text.replace(/[’‘]/g, "'").slice(0, 160);
  const unable = /\b(can't|cannot|can not|won't|unable to|not able to)\b/i;
  const ofHelp = /\b(help|assist|answer|comply|provide|fulfil|do that|continue|discuss|engage)/i;
  return (
    (unable.test(words) && ofHelp.test(words) && /\b(i|i'm|we)\b/i.test(words)) ||
    /^as an ai\b|against my (guidelines|programming)/i.test(words)
  );
}
