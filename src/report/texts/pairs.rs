//! Tables of texts in which both languages stand side by side.

/// A type with one text a field, and its texts in both languages: `name: "på svenska", "in English";`. `{name}` is filled in, `one|many` are
/// singular and plural.
macro_rules! pairs {
    ($type:ident; $($name:ident: $swedish:literal, $english:literal;)*) => {
        /// One text a field; `{name}` is filled in, `one|many` are singular and plural.
        pub(crate) struct $type { $(pub $name: &'static str),* }

        impl $type {
            const SWEDISH: $type = $type { $($name: $swedish),* };
            const ENGLISH: $type = $type { $($name: $english),* };
            /// Name and both texts of each field.
            #[cfg(test)]
            pub const PAIRS: &'static [(&'static str, &'static str, &'static str)] = &[$((stringify!($name), $swedish, $english)),*];

            /// The texts of a language.
            pub fn of(language: crate::report::Language) -> &'static $type {
                match language {
                    crate::report::Language::Swedish => &$type::SWEDISH,
                    crate::report::Language::English => &$type::ENGLISH,
                }
            }
        }
    };
}
