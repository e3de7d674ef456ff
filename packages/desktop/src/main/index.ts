export { startWorkstation, type Workstation } from './start-workstation.ts';
export { type Here, type Offer, offerFor, type Release, readRelease } from './updates/update-offer.ts';
