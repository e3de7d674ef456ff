/** Puts down that patients' files were opened here. */
export interface FileOpenings {
  /**
   * The person who is here has opened this patient's file. Resolves when it is kept on this workstation, sealed and signed; it goes to the
   * server before anything else that waits. `emergency`: id of the emergency access under which it was opened. False when nothing could be
   * written, or nobody is here who may open files.
   */
  opened(patientId: string, emergency?: string): Promise<boolean>;
}
