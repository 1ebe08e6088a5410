/** How often, in seconds, a page says that its reader is still there. */
export const heartbeatSeconds = 20;
/** After how many seconds without a word somebody is gone. */
export const presenceSeconds = 60;
