/** The protocols there are; apart from the registry, so that the options table does not pull every protocol in. */
export const protocolNames = ['openai-chat'] as const;
export type ProtocolName = (typeof protocolNames)[number];
