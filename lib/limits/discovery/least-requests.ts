/** With fewer a discovery would mostly end without an answer. */
export const leastRequests = 100;
