import { useWords } from '@healthcare/ui';
import { useProblemSentence } from '../session/index.ts';

const lacks: readonly string[] = ['lacksName', 'lacksWard', 'lacksUses'];

/** What is wrong with a form about a workstation: what it lacks, or the problem that the server has answered with. */
export function useWrongSentence(): (wrong: string) => string {
  const { t } = useWords('workstations');
  const sentence = useProblemSentence();
  return (wrong) => (lacks.includes(wrong) ? t(`make.${wrong}`) : sentence(wrong));
}
