// Things to send for somebody who has nothing at hand.
export async function photo() {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const draw = canvas.getContext('2d');
  draw.fillStyle = '#d9c7a8';
  draw.fillRect(0, 0, 640, 480);
  draw.fillStyle = '#8a6a43';
  draw.fillRect(150, 150, 340, 230);
  draw.fillStyle = '#a8835a';
  draw.fillRect(150, 150, 340, 60);
  draw.fillStyle = '#f4efe6';
  draw.fillRect(300, 150, 40, 230);
  draw.strokeStyle = '#4a3823';
  draw.lineWidth = 6;
  draw.beginPath();
  for (const [x, y] of [[410, 240], [440, 280], [400, 300], [450, 350], [420, 380]]) draw.lineTo(x, y);
  draw.stroke();
  draw.fillStyle = '#4a3823';
  draw.font = '600 26px sans-serif';
  draw.fillText('INV-2231', 168, 360);
  return { blob: await new Promise(done => canvas.toBlob(done, 'image/png')), type: 'image/png', name: 'paket.png' };
}

export async function voice() {
  const answer = await fetch('/dev/whatsapp/voice.ogg');
  return { blob: await answer.blob(), type: 'audio/ogg; codecs=opus', name: null };
}

export function invoice() {
  const words = 'BT /F1 20 Tf 60 760 Td (Kedai Nusa) Tj /F1 12 Tf 0 -30 Td (Faktur INV-2231) Tj ET';
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${words.length} >>\nstream\n${words}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const places = parts.map((part, i) => {
    const place = pdf.length;
    pdf += `${i + 1} 0 obj\n${part}\nendobj\n`;
    return place;
  });
  const table = pdf.length;
  pdf += `xref\n0 6\n0000000000 65535 f \n${places.map(p => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { blob: new Blob([pdf], { type: 'application/pdf' }), type: 'application/pdf', name: 'faktur-INV-2231.pdf' };
}
