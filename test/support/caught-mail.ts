/** A mail with a file, as the catcher keeps it. */
export const caughtMail = [
  'Subject: Essai',
  'To: quelqu.un@essaim.test',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Bonjour',
  '--b',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="lettre.pdf"',
  '',
  '%PDF-',
  '--b--',
  '',
].join('\r\n');
