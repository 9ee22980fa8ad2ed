/** The value of `--name=value`; undefined where it is not given. */
export const flag = (name, given = process.argv) =>
  given.find((one) => one.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
