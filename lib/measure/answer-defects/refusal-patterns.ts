export interface RefusalPatterns {
  language: string;
  /** A longer answer that is sorry about something is an answer. */
  longestCharacters: number;
  /** A refusal matches all of one of these. */
  refuses: RegExp[][];
  /** What says the same words and means something else. */
  unless?: RegExp;
}

/**
 * The beginnings of refusals, by language. Precision before recall: but for English, which is the loosest, the first
 * sentence alone counts (after an apology, which may be one of its own), in the first person and outside of quotes.
 * Made where they are used; no `\p{}`, which k6 does not know, and `\b` is of ASCII alone.
 */
export function refusalPatterns(): RefusalPatterns[] {
  return [
    {
      language: 'English',
      longestCharacters: 400,
      refuses: [
        [
          /\b(can't|cannot|can not|won't|unable to|not able to)\b/i,
          /\b(help|assist|answer|comply|provide|fulfil|do that|continue|discuss|engage)/i,
          /\b(i|i'm|we)\b/i,
        ],
        [/^as an ai\b|against my (guidelines|programming)/i],
      ],
      unless: /\b(can't|cannot) help (but|\w+ing)\b/i,
    },
    {
      language: 'German',
      longestCharacters: 400,
      refuses: inFirstSentence(
        /\b(leid|entschuldig\w*|verzeih\w*|bedau\w*)\b/,
        /\b((kann|darf|werde|könnte) ich|ich (kann|darf|werde|bin)|können wir|wir können)\b/,
        /.{0,80}\b(nicht|keine)\b.{0,60}/,
        /(helfen|behilflich|unterstützen|beantworten|antwort geben|nachkommen|erfüllen|entsprechen|bereitstellen|auskunft|fortfahren)/,
      ),
      unless: /\b(nicht (genau|sicher|nur|mit (sicherheit|gewissheit)|hundertprozentig|abschließend)|umhin)\b/i,
    },
    {
      language: 'French',
      longestCharacters: 400,
      refuses: inFirstSentence(
        /(désolée?|excus\w*|regrette|pardon)/,
        /\b(je|nous) ne (peux|puis|pouvons|suis|sommes|saurais)\b/,
        /.{0,25}\bpas\b.{0,50}/,
        /\b(aider|assister|répondre|fournir|satisfaire|accéder à|donner suite|poursuivre|continuer|discuter)/,
      ),
      unless: /avec (certitude|précision)|pas (seulement|que|uniquement)\b|m'empêcher/i,
    },
    {
      language: 'Spanish',
      longestCharacters: 400,
      refuses: inFirstSentence(
        /(lo siento|lo lamento|disculp\w*|perdón)/,
        /\bno (me es posible|((te|le|les|os) )?(puedo|podemos)|soy capaz de|estoy en condiciones de)\b/,
        /.{0,40}\b/,
        /(ayudar|asistir|responder|contestar|proporcionar|facilitar|cumplir|atender|continuar|hablar (de|sobre))/,
      ),
      unless: /con (certeza|seguridad|exactitud|precisión)|puedo (evitar|dejar de|m[aá]s que|s[oó]lo)/i,
    },
    {
      language: 'Portuguese',
      longestCharacters: 400,
      refuses: inFirstSentence(
        /(desculp\w*|sinto muito|lamento|perdão)/,
        /\bnão (me é possível|((te|lhe|o|a) )?(posso|podemos|consigo|conseguimos)|sou capaz de)\b/,
        /.{0,40}\b/,
        /(ajud[aá]|auxiliar|responder|fornecer|atender|cumprir|continuar|discutir|falar sobre)/,
      ),
      unless: /com (certeza|exatidão|precisão)|posso (evitar|deixar de|apenas|s[oó]\b)/i,
    },
    {
      language: 'Italian',
      longestCharacters: 400,
      refuses: inFirstSentence(
        /(dispiace|spiacente|scusa\w*|scusi)/,
        /\bnon (mi è possibile|((ti|le|vi) )?(posso|possiamo)|sono in grado di)\b/,
        /.{0,40}\b/,
        /(aiutar|assister|risponder|fornir|soddisfare|esaudire|continuare|discutere|parlare di)/,
      ),
      unless: /con (certezza|precisione|esattezza)|posso (fare a meno|evitare|solo|che)\b/i,
    },
    {
      language: 'Chinese',
      longestCharacters: 160,
      refuses: inFirstSentence(
        /(抱歉|遗憾|遺憾|对不起|對不起|不好意思)/,
        /(我们?|我們|抱歉[，,]?|对不起[，,]?|對不起[，,]?)(暂时|暫時|目前|现在|現在|还|還|恐怕)?/,
        /(无法|無法|不能|不可以|没办法|沒辦法).{0,20}/,
        /(帮助|帮您|帮你|幫助|幫您|幫你|协助|協助|提供|回答|满足|滿足|继续|繼續|讨论|討論|处理|處理)/,
      ),
      unless: /不能不|(准确|精确|确切|準確|精確|確切)地?(回答|提供)/,
    },
    {
      language: 'Japanese',
      longestCharacters: 160,
      refuses: [
        // Humble forms are of the speaker; the others want an apology, or the speaker named.
        ...inFirstSentence(
          /(申し訳|すみません|ごめんなさい|恐れ入り|恐縮)/,
          /(お手伝い|お答え|お応え|ご提供|ご協力|ご対応|ご案内|お力に)/,
          /(する|なる)?(こと)?[はがも]?/,
          /(できません|できかねます|(いた)?しかねます|なれません)(?!でし)/,
        ),
        ...inFirstSentence(
          /(申し訳|すみません|ごめんなさい|恐れ入り|恐縮)/,
          /(申し訳|すみません|ごめんなさい|恐れ入り|恐縮|私[はに])/,
          /.{0,60}(手伝|回答|提供|対応|支援|協力|応じ|答え).{0,8}/,
          /(できません|できかねます|(いた)?しかねます|られません)(?!でし)/,
        ),
      ],
      unless: /確実に|正確に/,
    },
  ];
}

/**
 * The parts, one after the other, within the first sentence; before it there may be an apology that is a sentence of its
 * own. A dot stands for what is neither the end of a sentence nor a quote.
 */
function inFirstSentence(apology: RegExp, ...parts: RegExp[]): RegExp[][] {
  const within = '[^.!?。！？"„“”«»「」『』:：]';
  const refusal = parts.map(({ source }) => source.replace(/\.(?=\{)/g, within)).join('');
  return [
    [new RegExp(`^(${within}{0,40}${apology.source}${within}{0,20}[.!。！]\\s*)?${within}{0,60}${refusal}`, 'i')],
  ];
}
