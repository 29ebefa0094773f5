/** The only three names that pass between page and main; preload and main both take them from here. */
export const channels = { call: 'counter:call', cancel: 'counter:cancel', event: 'counter:event' } as const
