/** The options and how they are read. */
export { LlmError } from './llm-error.ts';
export { readOptions } from './read-options.ts';
export { type OptionKey, type OptionRow, type Options, optionTable } from './table.ts';
