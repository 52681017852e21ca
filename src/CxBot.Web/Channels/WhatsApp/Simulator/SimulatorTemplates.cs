using System.Text.Json;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>The templates of the simulated account, in Meta's own form.</summary>
public static class SimulatorTemplates
{
    public static readonly JsonElement All = JsonSerializer.Deserialize<JsonElement>("""
        [
          {
            "id": "1001", "name": "lanjutkan_percakapan", "language": "id", "status": "APPROVED", "category": "UTILITY",
            "components": [
              { "type": "BODY",
                "text": "Halo {{1}}, kami sudah punya kabar tentang pertanyaan Anda: {{2}}. Balas pesan ini untuk melanjutkan.",
                "example": { "body_text": [["Budi", "pesanan INV-2231"]] } },
              { "type": "BUTTONS", "buttons": [ { "type": "QUICK_REPLY", "text": "Lanjutkan" } ] }
            ]
          },
          {
            "id": "1002", "name": "pesanan_dikirim", "language": "id", "status": "APPROVED", "category": "UTILITY",
            "components": [
              { "type": "HEADER", "format": "TEXT", "text": "Pesanan {{1}}" },
              { "type": "BODY", "text": "Paket Anda sudah *dikirim* dengan {{1}}, nomor resi {{2}}.",
                "example": { "body_text": [["JNE", "JN123"]] } },
              { "type": "FOOTER", "text": "Balas STOP untuk berhenti" }
            ]
          },
          {
            "id": "1003", "name": "continue_conversation", "language": "en", "status": "APPROVED", "category": "UTILITY",
            "components": [ { "type": "BODY", "text": "Hello {{1}}, we have news about your question. Reply to this message to go on." } ]
          },
          {
            "id": "1004", "name": "promo_akhir_tahun", "language": "id", "status": "REJECTED", "category": "MARKETING",
            "components": [ { "type": "BODY", "text": "Diskon akhir tahun!" } ]
          },
          {
            "id": "1005", "name": "janji_temu", "language": "id", "status": "APPROVED", "category": "UTILITY", "parameter_format": "NAMED",
            "components": [
              { "type": "HEADER", "format": "TEXT", "text": "Halo {{nama}}" },
              { "type": "BODY", "text": "Janji temu Anda {{tanggal}} pukul {{jam}}. Balas pesan ini kalau perlu diubah." }
            ]
          },
          {
            "id": "1006", "name": "pesanan_sampai", "language": "id", "status": "APPROVED", "category": "UTILITY",
            "parameter_format": "POSITIONAL",
            "components": [ { "type": "BODY", "text": "Pesanan {{2}} untuk {{1}} sudah sampai. Ada yang kurang?" } ]
          },
          {
            "id": "1007", "name": "katalog_baru", "language": "id", "status": "APPROVED", "category": "MARKETING",
            "components": [ { "type": "BODY", "text": "Koleksi baru sudah datang." }, { "type": "CAROUSEL", "cards": [] } ]
          },
          {
            "id": "1008", "name": "promo_terlalu_sering", "language": "id", "status": "PAUSED", "category": "MARKETING",
            "components": [ { "type": "BODY", "text": "Diskon hari ini!" } ]
          }
        ]
        """);
}
