/** Customer, agents, bots and supervisors who take part in a call or a chat at once, as in Amazon Connect. */
export const PARTICIPANTS_MAX = 6

/** Supervisors who look on in a chat, or listen to a call, at once. */
export const LISTENERS_MAX = 5

/** A contact that people come to and leave again and again ends somewhere: so many may be asked in. */
export const PARTIES_MAX = 50
