using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CxBot.Storage;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// The vectors of one knowledge folder in one file, for an encoder that runs in the process. Two processes may use it at once: the file is
/// only ever replaced whole, and one that cannot be read counts as empty.
/// </summary>
internal sealed class VectorFile(string cacheFolder, string knowledgeFolder, string encoder) : VectorCache
{
    private const long Magic = 0x3130_5845_5642_7843; // "CxBVEX01"

    private readonly string _file = Path.Combine(
        cacheFolder,
        $"vectors-{Convert.ToHexStringLower(Hash($"{encoder}\n{knowledgeFolder}"))}.bin");

    // A record at a time, for the file may be as large as all else together.
    protected override Task ReadAsync(
        IReadOnlyDictionary<UInt128, string> wanted,
        Dictionary<string, float[]> found,
        CancellationToken cancellationToken)
    {
        try
        {
            using var file = new BinaryReader(File.OpenRead(_file));
            if (file.BaseStream.Length < 16 || file.ReadInt64() != Magic)
                return Task.CompletedTask;
            var (size, count) = (file.ReadInt32(), file.ReadInt32());
            if (size <= 0 || count < 0 || file.BaseStream.Length != 16 + (count * (16 + (size * (long)sizeof(float)))))
                return Task.CompletedTask;
            for (var i = 0; i < count; i++)
            {
                var record = file.ReadBytes(16 + (size * sizeof(float)));
                if (wanted.TryGetValue(BinaryPrimitives.ReadUInt128LittleEndian(record), out var text))
                    found[text] = MemoryMarshal.Cast<byte, float>(record.AsSpan(16)).ToArray();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there yet, or not ours to read: everything is encoded again.
        }

        return Task.CompletedTask;
    }

    protected override Task SaveAsync(
        IReadOnlyDictionary<string, float[]> all,
        IReadOnlyList<string> added,
        CancellationToken cancellationToken)
    {
        var mine = $"{_file}.{Guid.NewGuid():N}";
        try
        {
            PrivateFiles.CreateFolder(cacheFolder);
            using (var target = new BinaryWriter(PrivateFiles.Create(mine, options: FileOptions.None)))
            {
                target.Write(Magic);
                target.Write(all.Values.First().Length);
                target.Write(all.Count);
                Span<byte> key = stackalloc byte[16];
                foreach (var (text, vector) in all)
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

        return Task.CompletedTask;
    }
}
