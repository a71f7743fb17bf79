const singletons: Map<string, unknown> = ((globalThis as { [key: symbol]: unknown })[
  Symbol.for('holdfast.singletons')
] ??= new Map()) as Map<string, unknown>;

/** The value made by the first call under this name: it survives the module reloads of development. */
export function singleton<Value>(name: string, make: () => Value): Value {
  if (!singletons.has(name)) singletons.set(name, make());
  return singletons.get(name) as Value;
}
