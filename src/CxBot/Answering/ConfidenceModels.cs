using System.Runtime.CompilerServices;
using CxBot.Knowledge;

namespace CxBot.Answering;

/// <summary>The confidence model of each index; by hand until it is fitted.</summary>
public sealed class ConfidenceModels
{
    private readonly ConditionalWeakTable<KnowledgeIndex, ConfidenceModel> _fitted = [];

    internal ConfidenceModel For(KnowledgeIndex index) => _fitted.TryGetValue(index, out var model) ? model : ConfidenceModel.ByHand;
}
