/** Where a centre has the users and roles of programs. */
export const ACCESS = '/api/access'
