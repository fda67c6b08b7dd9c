import { Writable } from 'node:stream';
import { Progress } from '../../lib/cli/progress';

class Terminal extends Writable {
  text = '';
  readonly columns = 80;

  constructor(readonly isTTY: boolean) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, callback: () => void): void {
    this.text += chunk;
    callback();
  }
}

/** What a progress bar prints when calls of `update` come at these milliseconds. */
function printed(isTTY: boolean, times: readonly number[], done = 500): string {
  const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
  const terminal = new Terminal(isTTY);
  const progress = new Progress(terminal);
  for (const time of times) {
    clock.mockReturnValue(time);
    progress.update(done, 1000);
  }
  progress.stop();
  return terminal.text;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('Progress', () => {
  it('shows a bar when the work takes more than a second', () => {
    expect(printed(true, [900, 1100])).toContain('50% | 500 of 1000 blocks');
  });

  it('shows none for work that is done soon', () => {
    expect(printed(true, [100, 900])).toBe('');
  });

  it('shows none when all is done', () => {
    expect(printed(true, [5000], 1000)).toBe('');
  });

  it('shows none where nobody watches', () => {
    expect(printed(false, [900, 5000])).toBe('');
  });
});
