// Every option to rate on one scale.

export const rate_each = {
  read: (section, name) => ({
    ratings: Object.fromEntries(
      [...section.querySelectorAll("input:checked")].map((field) => [field.name.slice(name.length + 1), Number(field.value)]),
    ),
  }),
};
