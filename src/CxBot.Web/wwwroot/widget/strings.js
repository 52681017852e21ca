// Indonesian, English.
export const strings = {
  open: ['Buka percakapan', 'Open the conversation'],
  close: ['Tutup percakapan', 'Close the conversation'],
  hide: ['Sembunyikan', 'Hide'],
  log: ['Percakapan', 'Conversation'],
  team: ['Tim Layanan', 'Support team'],
  bot: ['Asisten', 'Assistant'],
  you: ['Anda', 'You'],
  greeting: ['Halo! Ada yang bisa dibantu?', 'Hello! How can we help?'],
  online: ['Online', 'Online'],
  replies: ['Biasanya membalas dalam {n} menit', 'Usually replies in {n} min'],
  back: ['Tim kami kembali {when}', 'Our team is back {when}'],
  when: ['{day} pukul {time}', '{day} at {time}'],
  waiting: ['Menunggu tim kami', 'Waiting for our team'],
  menu: ['Pengaturan', 'Settings'],
  sound: ['Bunyi balasan', 'Sound for replies'],
  privacy: ['Kebijakan privasi', 'Privacy policy'],
  kept: ['Percakapan disimpan agar Anda tidak perlu mengulang cerita.', 'This chat is kept, so you never have to repeat yourself.'],
  write: ['Tulis pesan…', 'Write a message…'],
  send: ['Kirim', 'Send'],
  attach: ['Lampirkan berkas', 'Attach a file'],
  remove: ['Hapus {name}', 'Remove {name}'],
  tooBig: ['{name} terlalu besar, paling besar {size} MB.', '{name} is too large, the limit is {size} MB.'],
  wrongType: ['{name} belum bisa kami terima. Coba gambar, PDF, atau dokumen.', 'We can’t take {name} yet. Try a picture, a PDF or a document.'],
  tooLong: ['Pesan ini terlalu panjang. Coba bagi menjadi dua.', 'This message is too long. Try splitting it in two.'],
  sending: ['Mengirim…', 'Sending…'],
  sent: ['Terkirim', 'Sent'],
  seen: ['Dilihat', 'Seen'],
  failed: ['Belum terkirim.', 'Not sent yet.'],
  retry: ['Coba lagi', 'Try again'],
  connecting: ['Menyambung…', 'Connecting…'],
  reconnecting: ['Menyambung kembali…', 'Reconnecting…'],
  stuck: ['Belum tersambung.', 'Not connected yet.'],
  elsewhere: ['Buka di tab baru', 'Open in a new tab'],
  slow: ['Dicoba lagi dalam {n} detik.', 'Trying again in {n} seconds.'],
  newer: ['Pesan baru', 'New messages'],
  more: ['Selengkapnya', 'Read on'],
  rest: ['Selengkapnya', 'Read more'],
  typing: ['{name} sedang mengetik', '{name} is typing'],
  source: ['Sumber: {title}', 'Source: {title}'],
  Like: ['Jawaban ini membantu', 'This answer helped'],
  Dislike: ['Jawaban ini tidak membantu', 'This answer did not help'],
  asked: ['Anda meminta berbicara dengan tim kami.', 'You asked to speak with our team.'],
  unsure: ['Agar jawabannya tepat, tim kami yang membantu.', 'To get this right, our team will help.'],
  direct: ['Hal ini lebih baik ditangani langsung oleh tim kami.', 'This is best handled by our team in person.'],
  place: ['Anda nomor {n} dalam antrean', 'You are number {n} in line'],
  range: ['kira-kira {n} menit', 'about {n} min'],
  soon: ['Tim kami membalas di sini', 'Our team will reply here'],
  later: ['Silakan menunggu atau kembali nanti; percakapan ini tersimpan.', 'Stay here or come back later; this chat is kept.'],
  stay: ['Tetap di sini', 'Stay here'],
  whatsApp: ['Lanjut di WhatsApp', 'Continue on WhatsApp'],
  toBot: ['Kembali ke asisten', 'Back to the assistant'],
  contact: ['Nomor telepon atau email Anda', 'Your phone number or email'],
  notify: ['Kabari saya', 'Let me know'],
  refuse: ['Tidak usah', 'No, thanks'],
  wrong: ['Periksa lagi: nomor telepon atau alamat email.', 'Please check: a phone number or an email address.'],
  notified: ['Baik, kami kabari lewat {value}.', 'Fine, we’ll let you know at {value}.'],
  refused: ['Baik. Balasan kami menunggu Anda di sini.', 'Fine. Our reply will wait for you here.'],
  csat: ['Bagaimana bantuan kami?', 'How was our help?'],
  nps: ['Seberapa besar kemungkinan Anda merekomendasikan kami kepada teman atau keluarga?',
    'How likely are you to recommend us to a friend or relative?'],
  nps0: ['0: tidak mungkin', '0: not at all likely'],
  nps10: ['10: pasti', '10: certain'],
  ces: ['Seberapa setuju Anda: “Toko ini memudahkan saya menyelesaikan urusan saya”?',
    'How far do you agree: “This shop made it easy for me to handle my issue”?'],
  ces1: ['Sangat tidak setuju', 'Strongly disagree'],
  ces2: ['Tidak setuju', 'Disagree'],
  ces3: ['Agak tidak setuju', 'Somewhat disagree'],
  ces4: ['Netral', 'Neutral'],
  ces5: ['Agak setuju', 'Somewhat agree'],
  ces6: ['Setuju', 'Agree'],
  ces7: ['Sangat setuju', 'Strongly agree'],
  rate1: ['Sangat buruk', 'Very bad'],
  rate2: ['Buruk', 'Bad'],
  rate3: ['Biasa saja', 'Okay'],
  rate4: ['Baik', 'Good'],
  rate5: ['Sangat baik', 'Very good'],
  comment: ['Ada yang ingin ditambahkan?', 'Anything to add?'],
  skip: ['Lewati', 'Skip'],
  rated: ['Penilaian Anda: {score} dari {best}.', 'Your rating: {score} of {best}.']
};

export const translator = language => (key, values) => strings[key][+(language === 'en')].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const place = { id: 'id', en: 'en-GB' };

export const clock = (date, language, more) => date.toLocaleTimeString(place[language], { hour: '2-digit', minute: '2-digit', ...more });

export function day(date, language) {
  const away = Math.round((new Date(date).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 864e5);
  if (away * away < 2) return new Intl.RelativeTimeFormat(place[language], { numeric: 'auto' }).format(away, 'day');
  return date.toLocaleDateString(place[language], { weekday: 'long', day: 'numeric', month: 'long' });
}

export function whenBack(iso, { t, language }) {
  const date = new Date(iso);
  return t('back', { when: t('when', { day: day(date, language), time: clock(date, language, { timeZoneName: 'short' }) }) });
}
