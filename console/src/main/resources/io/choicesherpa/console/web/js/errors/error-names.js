/** A class's own name; packages are long and alike. Without a type the logger speaks. */
export const shortType = (type, logger = '') => type.split('.').at(-1) || logger.split('.').at(-1) || 'Error';
