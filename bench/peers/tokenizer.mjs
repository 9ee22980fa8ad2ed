/**
 * A tokenizer of one token a character, in the files that Hugging Face's loader reads. Tools that will not start without
 * one would fetch it from a hub; here counts come from the server, so any will do. Of ASCII alone, so that any row of
 * tokens is a text and comes back as the same row.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { built } from '../lib/tools.mjs';

const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
const vocabulary = Object.fromEntries([...printable, ' '].map((character, id) => [character, id]));

export function writeTokenizer() {
  const folder = path.join(built, 'tokenizer');
  mkdirSync(folder, { recursive: true });
  const write = (file, content) => writeFileSync(path.join(folder, file), JSON.stringify(content));
  write('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: { type: 'Fuse' },
    model: { type: 'BPE', dropout: null, unk_token: '?', fuse_unk: false, vocab: vocabulary, merges: [] },
  });
  write('tokenizer_config.json', {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: 100_000,
    clean_up_tokenization_spaces: false,
    chat_template: "{% for message in messages %}{{ message['content'] }}{% endfor %}",
  });
  return folder;
}
