/**
 * Where a bench misses a goal: what remains after profiling (pprof and perf of the k6 process), and whose it is. Shown
 * while the goal is missed.
 */
export const whatRemains = {
  'cpu-per-token':
    "what is above the bare client goes by exchanges and users, not by tokens: JavaScript in k6's interpreter for each exchange, and the start and the first request of each virtual user. Ours to make less",
  'short-exchange':
    "the bare client needs more than this goal by itself. Of the rest half is JavaScript in k6's interpreter, ours, which finds its memory cold between exchanges; the other half is net/http and k6's iteration",
  peers:
    'runs of 20 s, in which the start and the first request of each virtual user weigh most; net of start-up the goal of its row is kept. Ours to make less',
};
