/** What the tests' shops sign their cookies with, and what opens the management of their databases and their metrics. */
export const sessionSecret = 'a secret that is only good for tests';
export const managementSecret = 'a management secret only good for tests';
export const metricsToken = 'a metrics token that is only good for tests';
