using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// The vectors of one knowledge folder by one encoder, by the hash of their text, in one file, so that a restart or one edited article encodes only
/// what is new. Two processes may use it at once: the file is only ever replaced whole, and one that cannot be read counts as empty.
/// </summary>
internal sealed class VectorCache(string cacheFolder, string knowledgeFolder, string encoder)
{
    // Texts of like length go together; between two lots somebody may want to know how far it is.
    private const int Lot = 512;

    // A first pass over a large folder takes minutes: at most half of what was done is done again after a stop, and at most so many.
    private const int SaveAfter = 16_384;

    private const long Magic = 0x3130_5845_5642_7843; // "CxBVEX01"

    private readonly string _file = Path.Combine(cacheFolder, $"vectors-{Convert.ToHexStringLower(Hash($"{encoder}\n{knowledgeFolder}"))}.bin");

    /// <summary>The vectors of <paramref name="texts"/>; those not kept yet come from <paramref name="encode"/>, a lot at a time.</summary>
    /// <param name="progress">Told after each lot how many of all that were missing are done.</param>
    public async Task<IReadOnlyDictionary<string, float[]>> GetAsync(
        IReadOnlyList<string> texts, Func<IReadOnlyList<string>, Task<IReadOnlyList<float[]>>> encode, Action<EncodingProgress>? progress = null)
    {
        var result = new Dictionary<string, float[]>(texts.Count, StringComparer.Ordinal);
        Read(texts, result);
        var missing = texts.Where(text => !result.ContainsKey(text)).ToList();
        var (done, saved) = (0, 0);
        foreach (var lot in missing.OrderBy(t => t.Length).Chunk(Lot))
        {
            var vectors = await encode(lot);
            for (var i = 0; i < lot.Length; i++)
                result[lot[i]] = vectors[i];
            done += lot.Length;
            progress?.Invoke(new EncodingProgress(done, missing.Count));
            if (done < missing.Count && done - saved < Math.Max(SaveAfter, saved))
                continue;
            Write(result);
            saved = done;
        }

        return result;
    }

    /// <summary>What is kept of <paramref name="texts"/>; read a record at a time, for the file may be as large as all else together.</summary>
    private void Read(IReadOnlyList<string> texts, Dictionary<string, float[]> result)
    {
        try
        {
            using var file = new BinaryReader(File.OpenRead(_file));
            if (file.BaseStream.Length < 16 || file.ReadInt64() != Magic)
                return;
            var (size, count) = (file.ReadInt32(), file.ReadInt32());
            if (size <= 0 || count < 0 || file.BaseStream.Length != 16 + (count * (16 + (size * (long)sizeof(float)))))
                return;
            var wanted = texts.Distinct().ToDictionary(Key);
            for (var i = 0; i < count; i++)
            {
                var record = file.ReadBytes(16 + (size * sizeof(float)));
                if (wanted.TryGetValue(BinaryPrimitives.ReadUInt128LittleEndian(record), out var text))
                    result[text] = MemoryMarshal.Cast<byte, float>(record.AsSpan(16)).ToArray();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there yet, or not ours to read: everything is encoded again.
        }
    }

    private void Write(Dictionary<string, float[]> vectors)
    {
        var mine = $"{_file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(cacheFolder);
            using (var target = new BinaryWriter(File.Create(mine)))
            {
                target.Write(Magic);
                target.Write(vectors.Values.First().Length);
                target.Write(vectors.Count);
                Span<byte> key = stackalloc byte[16];
                foreach (var (text, vector) in vectors)
                {
                    BinaryPrimitives.WriteUInt128LittleEndian(key, Key(text));
                    target.Write(key);
                    target.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
                }
            }

            File.Move(mine, _file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs a second at the next start and nothing else.
        }
    }

    private static UInt128 Key(string text) => BinaryPrimitives.ReadUInt128LittleEndian(Hash(text));

    private static byte[] Hash(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))[..16];
}
