/** Name and version of each engine; a change of any outcome is a new version. */
export const RANKED_QUOTA_ENGINE = 'ranked-quota@1.0'
export const DEFERRED_ACCEPTANCE_ENGINE = 'deferred-acceptance@1.0'
export const DRAW_ENGINE = 'draw@1.0'
/** Only ever simulated: no round can name it as its mechanism, and no checker accepts its results. */
export const FIRST_PREFERENCE_SIMULATION = 'first-preference-first@simulation'
