import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root as checkout } from '../paths.js';
import { run } from '../run.js';
import { readPairs, type Stage, type Step } from './dockerfile';

const enter = fileURLToPath(new URL('enter.sh', import.meta.url));

type Variables = Record<string, string>;

/** A folder with `bin/node`, `bin/npm` and the image's users, npm's cache, and what npm is to know of this machine. */
export type Tools = { folder: string; cache: string; environment: Variables };

/** What a stage has become: a folder with its files, and how its programs are run. */
export type Built = {
  files: string;
  environment: Variables;
  workdir: string;
  user: string;
};

/** Whether this machine lets its root, and that is who has to ask, make a root for a stage. */
export function canEnter(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--mount', 'mount', '--bind', '/mnt', '/mnt']).status === 0;
}

/** Carries out the steps of a Dockerfile's stages, each in a root that has nothing of this checkout but what they copy. */
export class ImageBuild {
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-image-'));
  readonly #stages = new Map<string, Built>();
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** @throws Error with what a step said that failed */
  async build(stages: Stage[]): Promise<Built> {
    let built: Built | undefined;
    for (const { name, from, steps } of stages) {
      if (this.#stages.has(from)) throw new Error('A stage on top of another is not known here.');
      const files = join(this.#folder, 'stages', name);
      mkdirSync(files, { recursive: true });
      built = { files, environment: {}, workdir: '/', user: 'root' };
      for (const step of steps) await this.#take(step, built);
      this.#stages.set(name, built);
    }
    if (!built) throw new Error('The Dockerfile has no stage.');
    return built;
  }

  /**
   * Starts a program in a stage's root, as its user.
   * @param open when given, all but this folder is read-only, and it is empty
   */
  start(stage: Built, command: string[], environment: Variables = {}, open = ''): ChildProcess {
    return spawn('unshare', ['--mount', 'sh', enter, ...command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_ENV: 'development',
        PATH: '/opt/tools/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
        HOME: stage.user === 'root' ? '/root' : `/home/${stage.user}`,
        npm_config_cache: '/opt/npm-cache',
        npm_config_prefer_offline: 'true',
        ...this.#tools.environment,
        ...stage.environment,
        ...environment,
        ROOT: stage.files,
        TOOLS: this.#tools.folder,
        CACHE: this.#tools.cache,
        WORK: stage.workdir,
        USER: stage.user,
        OPEN: open,
      },
    });
  }

  /** Runs a program of a stage to its end. */
  async run(stage: Built, command: string[], environment: Variables = {}, open = '') {
    const child = this.start(stage, command, environment, open);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (said += String(chunk)));
    }
    const [status] = (await once(child, 'close')) as [number | null];
    return { status: status ?? 128, said };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #take(step: Step, stage: Built): Promise<void> {
    const { keyword, text } = step;
    if (keyword === 'ENV') Object.assign(stage.environment, readPairs(text));
    else if (keyword === 'USER') stage.user = text;
    else if (keyword === 'WORKDIR') {
      stage.workdir = text;
      mkdirSync(join(stage.files, text), { recursive: true });
    } else if (keyword === 'RUN') {
      const { status, said } = await this.run(stage, ['/bin/sh', '-c', text]);
      if (status !== 0) throw new Error(`RUN ${text} ended with ${status}:\n${said}`);
    } else if (keyword === 'COPY') await this.#copy(step, stage);
    else if (!described.includes(keyword)) throw new Error(`${keyword} is not known here.`);
  }

  /** A folder's content is copied, not the folder. */
  async #copy({ flags: { from: other, ...flags }, text }: Step, stage: Built): Promise<void> {
    if (Object.keys(flags).length > 0) throw new Error(`COPY ${text} has flags not known here.`);
    const names = text.split(/\s+/);
    const into = join(stage.files, posix.resolve(stage.workdir, names.pop() ?? '.'));
    const from = other ? this.#stages.get(other)?.files : await this.#context();
    if (!from) throw new Error(`COPY from ${other}, which is no stage above.`);
    mkdirSync(into, { recursive: true });
    for (const name of names) {
      const { status, output } = await run('sh', ['-c', copying, join(from, name), into]);
      if (status !== 0) throw new Error(`COPY ${text}: ${output}`);
    }
  }

  /** What git would hand over of this checkout, in a folder of its own, as CapRover's client sends it. */
  async #context(): Promise<string> {
    const folder = join(this.#folder, 'context');
    if (existsSync(folder)) return folder;
    const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const { status, output } = await run('git', list, { cwd: checkout });
    if (status !== 0) throw new Error(`git does not list this checkout: ${output}`);
    for (const file of output.split('\0').filter((name) => existsSync(join(checkout, name)))) {
      if (file !== '') cpSync(join(checkout, file), join(folder, file));
    }
    return folder;
  }
}

/** What says something of the image and changes no file. */
const described = ['ARG', 'CMD', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'STOPSIGNAL'];

const copying =
  'if [ -d "$0" ]; then set -- "$0/." "$1"; else set -- "$0" "$1"; fi; cp -R -P --preserve=mode,timestamps "$1" "$2"';
