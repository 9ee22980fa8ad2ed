import { bench } from './lib/bench.mjs';
import { startUp } from './lib/start-up.mjs';
import { median } from './lib/statistics.mjs';

const vus = 1000;

await bench('start-up', `Start-up of ${vus.toLocaleString('en-US')} virtual users, on one core`, async (quick) => {
  const times = quick ? 1 : 5;
  const all = { ours: [], usual: [] };
  // In turn, so that what else runs meets both alike.
  for (let i = 0; i < times; i++) {
    all.ours.push(await startUp('library', vus));
    all.usual.push(await startUp('usual', vus));
  }
  const of = (who, field) => median(all[who].map((one) => one[field]));
  const ours = { wall: of('ours', 'wallMs') / 1000, cpu: of('ours', 'cpuMs') / 1000, rss: of('ours', 'rssMb') };
  const usual = { wall: of('usual', 'wallMs') / 1000, cpu: of('usual', 'cpuMs') / 1000, rss: of('usual', 'rssMb') };
  return [
    { figure: 'until the first request', value: ours.wall, unit: 's', limit: 2, note: `median of ${times}` },
    { figure: 'CPU until then', value: ours.cpu, unit: 's' },
    { figure: 'usual k6 script, until the first request', value: usual.wall, unit: 's' },
    { figure: 'usual k6 script, CPU until then', value: usual.cpu, unit: 's' },
    { figure: 'k6-llm ÷ usual k6 script, CPU', value: ours.cpu / usual.cpu, unit: '×' },
    { figure: 'k6-llm ÷ usual k6 script, memory', value: ours.rss / usual.rss, unit: '×' },
    { figure: 'memory then', value: ours.rss, unit: 'MB' },
  ];
});
