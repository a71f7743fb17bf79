import { type Copy, DockerfileParser } from 'dockerfile-ast';

/** An instruction as it is written: `COPY --from=build a b` has the flag `from` and the text `a b`. */
export type Step = { keyword: string; flags: Record<string, string>; text: string };
/** `from` is an image or the name of a stage above. */
export type Stage = { name: string; from: string; steps: Step[] };

/** Reads a Dockerfile's stages in their order; the last one is the image. */
export function readStages(dockerfile: string): Stage[] {
  const parsed = DockerfileParser.parse(dockerfile);
  const froms = parsed.getFROMs();
  const stages: Stage[] = [];
  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = froms[stages.length];
      const name = from?.getBuildStage() ?? String(stages.length);
      stages.push({ name, from: from?.getImage() ?? '', steps: [] });
      continue;
    }
    const flags = 'getFlags' in instruction ? (instruction as Copy).getFlags() : [];
    const text = (instruction.getRawArgumentsContent() ?? '').replace(/\\\n\s*/g, ' ');
    stages.at(-1)?.steps.push({
      keyword,
      flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
      text: text.replace(/^(--\S+\s+)+/, ''),
    });
  }
  return stages;
}

/** What `ENV` and `LABEL` say: `a=b c="d e"`. */
export function readPairs(text: string): Record<string, string> {
  const pairs = text.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S*))/g);
  return Object.fromEntries([...pairs].map(([, name = '', ...values]) => [name, values.join('')]));
}

/** The program and arguments of `CMD` and of `HEALTHCHECK`, in their JSON form. */
export function readCommand(text: string): string[] {
  return JSON.parse(text.replace(/^CMD\s+/, '')) as string[];
}
