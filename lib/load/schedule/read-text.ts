/** Reads the file that an option names. */
export type ReadText = (option: string, path: string) => string;
