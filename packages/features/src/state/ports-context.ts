import { createContext, useContext } from 'react';
import type { Ports } from './ports.ts';

export const PortsContext = createContext<Ports | null>(null);

/** For what is no data: sound, what is painted. Data comes through `replicaApi`. */
export function usePorts(): Ports {
  const ports = useContext(PortsContext);
  if (!ports) throw new Error('no ports: the screen stands outside of <Workstation>');
  return ports;
}
