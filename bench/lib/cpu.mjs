/** CPU in milliseconds: of the whole process, and net of what it used until the measured streams began. */
export const cpuOf = {
  bare: (total, startUp) => {
    const whole = total.user + total.sys;
    return { whole, net: whole - startUp.user - startUp.sys };
  },

  /** `begin`: when the first measured stream was accepted, in milliseconds since 1970. */
  k6: (used, begin) => {
    const whole = used.user_ms + used.sys_ms;
    const startUp = used.samples.filter(({ at }) => at <= begin).at(-1)?.cpu_ms ?? 0;
    return { whole, net: whole - startUp, maxRssMb: used.max_rss_mb };
  },
};
