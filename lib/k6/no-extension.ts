/** Stands in for `k6/x/sse` in `dist/stock/`: k6 refuses a script whose import it cannot resolve, and cannot import conditionally. */
export default {};
