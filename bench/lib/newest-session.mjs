/**
 * The full runs of one bench that belong together: those of the newest `npm run bench`, or a single run by hand. What is
 * older was of another state of the code.
 *
 * @template {{ at: string, quick: boolean, session?: string }} Result
 * @param {Result[]} results of one bench, oldest first
 */
export function newestSession(results) {
  const full = results.filter(({ quick }) => !quick);
  const sessionOf = ({ session, at }) => session ?? at;
  return full.filter((one) => sessionOf(one) === sessionOf(full.at(-1)));
}
