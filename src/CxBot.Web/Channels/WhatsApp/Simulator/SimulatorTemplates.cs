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
              { "type": "BODY", "text": "Halo {{1}}, kami sudah punya kabar tentang pertanyaan Anda: {{2}}. Balas pesan ini untuk melanjutkan.", "example": { "body_text": [["Budi", "pesanan INV-2231"]] } },
              { "type": "BUTTONS", "buttons": [ { "type": "QUICK_REPLY", "text": "Lanjutkan" } ] }
            ]
          },
          {
            "id": "1002", "name": "pesanan_dikirim", "language": "id", "status": "APPROVED", "category": "UTILITY",
            "components": [
              { "type": "HEADER", "format": "TEXT", "text": "Pesanan {{1}}" },
              { "type": "BODY", "text": "Paket Anda sudah *dikirim* dengan {{1}}, nomor resi {{2}}.", "example": { "body_text": [["JNE", "JN123"]] } },
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
          }
        ]
        """);

    public static bool IsApproved(string? name, string? language) =>
        All.EnumerateArray().Any(t => t.GetProperty("name").GetString() == name && t.GetProperty("language").GetString() == language && t.GetProperty("status").GetString() == "APPROVED");
}
