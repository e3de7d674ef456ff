import ward from '../../ward/e2e/playwright.config.ts';

/** As the ward's journeys, in the same browser on the same small hospital. */
export default { ...ward, testDir: '.' };
