export type Language = 'en' | 'ar';
export type Sentence = Readonly<Record<Language, string>>;
