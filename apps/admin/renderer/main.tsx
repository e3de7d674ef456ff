import { AdminDesk } from '@healthcare/features';
import { startPage } from '@healthcare/features/page';
import 'virtual:theme.css';
import '@healthcare/ui/theme/base.css';

await startPage({
  kind: 'admin',
  holds: ['staff', 'rooms', 'wards', 'emergencies'],
  screens: (store, ports) => <AdminDesk store={store} ports={ports} />,
});
