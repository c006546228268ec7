// Thousands: whole numbers with commas. A locale would do the same, and takes a seventh of a short run's time to load.

export const thousands = (whole: number): string => String(whole).replace(/\B(?=(?:\d{3})+$)/g, ',')
