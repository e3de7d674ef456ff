export { type AnyAggregate, anyAggregate } from '@healthcare/domain';
export { calls } from '@healthcare/domain/calls';
export { rooms } from '@healthcare/domain/rooms';
