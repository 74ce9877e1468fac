/** Something a person has to show after the password. */
export interface SecondFactor {
  /** A ticket with which the sign-in goes on, where this person uses this factor; null where not. */
  challenge(userId: string): Promise<string | null>;
}

/** Factors of this server, asked in the order in which they were added. */
export class SecondFactors {
  readonly #factors: SecondFactor[] = [];

  add(factor: SecondFactor): void {
    this.#factors.push(factor);
  }

  async challenge(userId: string): Promise<string | null> {
    for (const factor of this.#factors) {
      const ticket = await factor.challenge(userId);
      if (ticket !== null) return ticket;
    }
    return null;
  }
}
