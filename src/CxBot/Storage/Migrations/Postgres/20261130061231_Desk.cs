using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CxBot.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AssignedById",
                table: "Handovers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LookedAt",
                table: "AspNetUsers",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AgentMentions",
                columns: table => new
                {
                    ConversationId = table.Column<string>(type: "character varying(64)", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    AgentId = table.Column<string>(type: "text", nullable: false),
                    ById = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgentMentions", x => new { x.ConversationId, x.Sequence, x.AgentId });
                    table.ForeignKey(
                        name: "FK_AgentMentions_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AgentSeen",
                columns: table => new
                {
                    AgentId = table.Column<string>(type: "text", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgentSeen", x => new { x.AgentId, x.ConversationId });
                    table.ForeignKey(
                        name: "FK_AgentSeen_Conversations_ConversationId",
                        column: x => x.ConversationId,
                        principalTable: "Conversations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AlertChoices",
                columns: table => new
                {
                    AgentId = table.Column<string>(type: "text", nullable: false),
                    Silent = table.Column<int>(type: "integer", nullable: false),
                    Unnotified = table.Column<int>(type: "integer", nullable: false),
                    HideWords = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertChoices", x => x.AgentId);
                });

            migrationBuilder.CreateTable(
                name: "PushSubscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AgentId = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Protected = table.Column<string>(type: "text", nullable: false),
                    Session = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    RenewedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PushSubscriptions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AgentMentions_Open",
                table: "AgentMentions",
                column: "At",
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_AgentSeen_ConversationId",
                table: "AgentSeen",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_PushSubscriptions_AgentId",
                table: "PushSubscriptions",
                column: "AgentId");

            migrationBuilder.CreateIndex(
                name: "IX_PushSubscriptions_Hash",
                table: "PushSubscriptions",
                column: "Hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AgentMentions");

            migrationBuilder.DropTable(
                name: "AgentSeen");

            migrationBuilder.DropTable(
                name: "AlertChoices");

            migrationBuilder.DropTable(
                name: "PushSubscriptions");

            migrationBuilder.DropColumn(
                name: "AssignedById",
                table: "Handovers");

            migrationBuilder.DropColumn(
                name: "LookedAt",
                table: "AspNetUsers");
        }
    }
}
