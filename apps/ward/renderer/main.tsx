import { Workstation } from '@healthcare/features';
import { startPage } from '@healthcare/features/page';
import 'virtual:theme.css';
import '@healthcare/ui/theme/base.css';

await startPage({ kind: 'ward', screens: (store, ports) => <Workstation store={store} ports={ports} /> });
