/**
 * What an iteration of a scenario asks, so that one can tell what a plan comes to without running it:
 * `prompt`: one of the run's set; `repeated-or-fresh`: the same, some with a mark in front; `quality`: made ones whose
 * answers can be checked; `conversation`: a turn, with all that was said before; `traced`: as its arrival says;
 * `burst`: one of the set until the quiet time, in which one user probes; `cold-start`: a round; `token-volume`: a user's
 * share of the two parts; `discovery`: what finding the limits takes.
 */
export type AskKind =
  | 'prompt'
  | 'repeated-or-fresh'
  | 'quality'
  | 'conversation'
  | 'traced'
  | 'burst'
  | 'cold-start'
  | 'token-volume'
  | 'discovery';
