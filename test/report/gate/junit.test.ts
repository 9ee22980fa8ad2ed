import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderGateJunit } from '../../../lib/report/gate/junit.ts';
import { broken, gateReport, invalid, kept, open } from './gate-reports.ts';
import { parseXml, type XmlElement } from './parse-xml.ts';

const cases = (xml: string): XmlElement[] => parseXml(xml).children[0]?.children ?? [];

describe('the JUnit XML of a gate', () => {
  it('has a suite a scenario, a case for each run and each objective, and counts them', () => {
    const xml = renderGateJunit(gateReport([kept, broken, open]));
    const suites = parseXml(xml);
    expect(suites).toMatchObject({
      name: 'testsuites',
      attributes: { tests: '4', failures: '1', errors: '0', skipped: '1' },
    });
    expect(suites.children[0]).toMatchObject({
      name: 'testsuite',
      attributes: { name: 'k6-llm fixed', tests: '4', failures: '1', errors: '0', skipped: '1', time: '0' },
    });
    expect(cases(xml).map(({ attributes, children }) => [attributes.name, children[0]?.name])).toEqual([
      ['the run can be trusted: results/a', undefined],
      ['ttft.p95 < 1s', undefined],
      ['it answers at surge (< 1.00 %)', 'failure'],
      ['ttft.p99 < 2s', 'skipped'],
    ]);
  });

  it('says of a failure what was wanted and what was found, as attribute and as text', () => {
    const [failure] = cases(renderGateJunit(gateReport([broken])))[1]?.children ?? [];
    const words = 'wanted < 1.00 %, was 5.00 % (4.00 to 6.00 %)';
    expect(failure).toEqual({
      name: 'failure',
      attributes: { message: words, type: 'slo' },
      children: [],
      text: words,
    });
  });

  it('shows an invalid run as an error with its reason, and none of its objectives as a pass', () => {
    const notJudged = { ...kept, status: 'undecided' as const, reason: 'not judged: a run is invalid' };
    const xml = renderGateJunit(gateReport([notJudged], invalid));
    const [run, objective] = cases(xml);
    expect(run?.children[0]).toMatchObject({
      name: 'error',
      attributes: { message: 'invalid: this machine was late by 60 ms', type: 'invalid' },
    });
    expect(objective?.children[0]).toMatchObject({
      name: 'skipped',
      attributes: { message: 'not judged: a run is invalid; was 850 ms (820 to 900 ms)' },
    });
    expect(parseXml(xml).attributes.name).toBe('k6-llm: INVALID: these numbers are not to be trusted');
  });

  it('shows a run that cannot tell as skipped', () => {
    const standing = { status: 'undecided' as const, exitCode: 4, reasons: ['nothing was measured'] };
    expect(cases(renderGateJunit(gateReport([], standing)))[0]?.children[0]?.attributes.message).toBe(
      'undecided: nothing was measured',
    );
  });

  it.each([
    ['the end of CDATA', 'a]]>b', 'a]]>b'],
    ['markup', '<failure a="b">&amp;', '<failure a="b">&amp;'],
    ['quotes and line ends', 'a"b\'c\nd\te\r', 'a"b\'c\nd\te\r'],
    ['control characters', 'a\u0000\u0008\u001bb', 'a\ufffd\ufffd\ufffdb'],
    ['half a surrogate pair', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['a whole one', 'a😀b', 'a😀b'],
    ['what is no character', 'a\uffffb\ufffe', 'a\ufffdb\ufffd'],
  ])('is well formed with %s in a name, which is read back', (_, name, read) => {
    const xml = renderGateJunit(gateReport([{ ...kept, name, expression: name }]));
    expect(cases(xml)[1]?.attributes.name).toBe(read);
  });

  it('is well formed whatever stands in names and reasons', () => {
    const any = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(any, any, (name, reason) => {
        const xml = renderGateJunit(gateReport([{ ...open, name, reason }], { ...invalid, reasons: [reason] }));
        expect(cases(xml)).toHaveLength(2);
      }),
    );
  });
});
