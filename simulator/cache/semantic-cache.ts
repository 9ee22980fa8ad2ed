import type { DefectName } from '../quality/defects.ts';
import type { Random } from '../random.ts';

/** What an answer was made from; made from it again it is the same. */
export interface Recipe {
  /** Of the request that was answered first. */
  index: number;
  defect?: DefectName;
}

/** Answers by prompt, in front of the model. */
export interface SemanticCache {
  find(key: string, random: Random): Recipe | undefined;
  put(key: string, recipe: Recipe): void;
}

/** Prompts that differ only in case and white space are the same; another model or length limit is another answer. */
export function semanticKey(request: { model: string; prompt: string; maxTokens?: number }): string {
  const prompt = request.prompt.toLowerCase().replace(/\s+/g, ' ').trim();
  return `${request.model}\n${request.maxTokens ?? ''}\n${prompt}`;
}

export function createSemanticCache(capacity: number, hitRate: number): SemanticCache {
  /** In the order of their last use, the oldest first. */
  const recipes = new Map<string, Recipe>();
  return {
    find(key, random) {
      const recipe = recipes.get(key);
      if (recipe === undefined || random() >= hitRate) return undefined;
      recipes.delete(key);
      recipes.set(key, recipe);
      return recipe;
    },
    put(key, recipe) {
      recipes.delete(key);
      recipes.set(key, recipe);
      const [oldest] = recipes.keys();
      if (recipes.size > capacity && oldest !== undefined) recipes.delete(oldest);
    },
  };
}
