/** Names of the two channels between page and core in the desktop app: one for calls, one for pushes. */
export const callChannel = 'otasuke:call'
export const pushChannel = 'otasuke:push'
