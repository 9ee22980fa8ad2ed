/** The plan for tools that know no schedule but a rate: as many requests, as evenly spread. */
export const arrivalsOf = ({ streams, rounds, periodMs }) => ({
  requests: streams * rounds,
  perSecond: Math.round((streams / periodMs) * 1e6) / 1000,
});
