import { SingleBar } from 'cli-progress';

type OnProgress = (done: number, total: number) => void;

/** A bar on a terminal; elsewhere a line for each tenth. */
export async function withProgress<Result>(
  what: string,
  work: (onProgress: OnProgress) => Promise<Result>,
): Promise<Result> {
  if (!process.stderr.isTTY) return work(tellTenths(what));
  const bar = new SingleBar({
    format: `{bar} {value} of {total} ${what}, {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  let started = false;
  try {
    return await work((done, total) => {
      if (started) bar.update(done);
      else bar.start(total, done);
      started = true;
    });
  } finally {
    bar.stop();
  }
}

function tellTenths(what: string): OnProgress {
  let told = 0;
  return (done, total) => {
    const tenth = total === 0 ? 10 : Math.floor((done * 10) / total);
    if (tenth <= told) return;
    told = tenth;
    console.error(`${done} of ${total} ${what}`);
  };
}
