export interface RefusalPatterns {
  language: string;
  /** A refusal is short; a longer answer that is sorry about something is an answer. */
  longestCharacters: number;
  /** A refusal matches all of one of these. */
  refuses: RegExp[][];
  /** What says the same words and means something else. */
  unless?: RegExp;
}

/**
 * The beginnings of refusals, by language. Precision before recall: but for English, which is the loosest, they are held
 * to the first sentence (after an apology that may be one of its own), in the first person, outside of quotes.
 * A function, so that they are made where they are used; no `\p{}`, which k6 does not know, and `\b` is of ASCII alone.
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
      refuses: [
        [
          /^(?:[^.!?"„“«»]{0,40}\b(?:leid|entschuldig\w*|verzeih\w*|bedau\w*)\b[^.!?"„“«»]{0,20}[.!]\s*)?[^.!?:"„“«»]{0,60}\b(?:(?:kann|darf|werde|möchte) ich|ich (?:kann|darf|werde|möchte)|können wir|wir können|ich bin)\b[^.!?:"„“«»]{0,80}\b(?:nicht|keine)\b(?! nur| in der lage war)[^.!?:"„“«»]{0,60}(?:helfen|weiterhelfen|behilflich|unterstützen|beantworten|nachkommen|erfüllen|entsprechen|bereitstellen|auskunft|fortfahren)/i,
        ],
      ],
      unless: /\b(?:nicht (?:genau|sicher|mit (?:sicherheit|gewissheit)|hundertprozentig|abschließend|nur)|umhin)\b/i,
    },
    {
      language: 'French',
      longestCharacters: 400,
      refuses: [
        [
          /^(?:[^.!?"«»“”]{0,40}(?:désolée?|excus\w*|regrette|pardon)[^.!?"«»“”]{0,20}[.!]\s*)?[^.!?:"«»“”]{0,60}\b(?:je|nous) ne (?:peux|puis|pouvons|suis|sommes|saurais)\b[^.!?:"«»“”]{0,25}\bpas\b[^.!?:"«»“”]{0,50}\b(?:aider|assister|répondre|fournir|satisfaire|accéder à|donner suite|poursuivre|continuer|discuter)/i,
        ],
      ],
      unless: /avec (?:certitude|précision)|pas (?:seulement|que|uniquement)|m'empêcher/i,
    },
    {
      language: 'Spanish',
      longestCharacters: 400,
      refuses: [
        [
          /^(?:[^.!?"«»“”]{0,30}(?:lo siento|lo lamento|disculp\w*|perdón)[^.!?"«»“”]{0,20}[.!]\s*)?[^.!?:"«»“”]{0,60}\bno (?:me es posible|(?:te |le |les |os )?(?:puedo|podemos)|soy capaz de|estoy en condiciones de)\b[^.!?:"«»“”]{0,40}\b(?:ayudar|asistir|responder|contestar|proporcionar|facilitar|cumplir|atender|continuar|hablar sobre|hablar de)/i,
        ],
      ],
      unless: /con (?:certeza|seguridad|exactitud|precisión)|puedo (?:evitar|dejar de|m[aá]s que|s[oó]lo)/i,
    },
    {
      language: 'Portuguese',
      longestCharacters: 400,
      refuses: [
        [
          /^(?:[^.!?"«»“”]{0,30}(?:desculp\w*|sinto muito|lamento|perdão)[^.!?"«»“”]{0,20}[.!]\s*)?[^.!?:"«»“”]{0,60}\bnão (?:me é possível|(?:te |lhe |o |a )?(?:posso|podemos|consigo|conseguimos)|sou capaz de|estou apt[oa] a)(?= )[^.!?:"«»“”]{0,40}\b(?:ajudar|ajudá|auxiliar|responder|fornecer|atender|cumprir|continuar|discutir|falar sobre)/i,
        ],
      ],
      unless: /com (?:certeza|exatidão|precisão)|posso (?:evitar|deixar de|apenas|s[oó] )/i,
    },
    {
      language: 'Italian',
      longestCharacters: 400,
      refuses: [
        [
          /^(?:[^.!?"«»“”]{0,30}(?:dispiace|spiacente|scusa\w*|scusi)[^.!?"«»“”]{0,20}[.!]\s*)?[^.!?:"«»“”]{0,60}\bnon (?:mi è possibile|(?:ti |le |vi )?(?:posso|possiamo)|sono in grado di)(?= )[^.!?:"«»“”]{0,40}\b(?:aiutar|assister|risponder|fornir|soddisfare|esaudire|continuare|discutere|parlare di)/i,
        ],
      ],
      unless: /con (?:certezza|precisione|esattezza)|posso (?:fare a meno|evitare|solo|che )/i,
    },
    {
      language: 'Chinese',
      longestCharacters: 160,
      refuses: [
        [
          /^(?:你好|您好)?[，,。！!]?(?:[很非常]{0,2}(?:抱歉|遗憾|遺憾)|对不起|對不起|不好意思)?[，,。！!]?\s*[^。！？!?：:“”「」"]{0,24}(?:我们?|我們|抱歉[，,]?|对不起[，,]?|對不起[，,]?)(?:暂时|暫時|目前|现在|現在|还|還|恐怕)?(?:无法|無法|不能|不可以|没办法|沒辦法)[^。！？!?：:“”「」"]{0,20}(?:帮助|帮您|帮你|幫助|幫您|幫你|协助|協助|提供|回答|满足|滿足|继续|繼續|讨论|討論|处理|處理)/,
        ],
      ],
      unless: /不能不|(?:准确|精确|確切|确切|准確)(?:地)?(?:回答|提供)/,
    },
    {
      language: 'Japanese',
      longestCharacters: 160,
      refuses: [
        // Humble forms are of the speaker; the others need an apology, or the speaker named.
        [
          /^(?:[^。！？「」『』]{0,24}(?:申し訳|すみません|ごめんなさい|恐れ入り|恐縮)[^。！？「」『』]{0,20}[。！]\s*)?[^。！？「」『』]{0,60}(?:お手伝い|お答え|お応え|ご提供|ご協力|ご対応|ご案内|お力に)(?:する|なる)?(?:こと)?[はがも]?(?:でき(?:ません|かねます)|(?:いた)?しかねます|なれません)(?!でし)/,
        ],
        [
          /^[^。！？「」『』]{0,24}(?:申し訳|すみません|ごめんなさい|恐れ入り|恐縮|私[はに])[^「」『』]{0,60}(?:手伝|回答|提供|対応|支援|協力|応じ|答え)[^。！？「」『』]{0,8}(?:できません|できかねます|(?:いた)?しかねます|られません)(?!でし)/,
        ],
      ],
      unless: /確実に|正確に/,
    },
  ];
}
