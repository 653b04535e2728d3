/** Customer, agents, bots and supervisors who take part in a chat at once, as in Amazon Connect. */
export const PARTICIPANTS_MAX = 6
